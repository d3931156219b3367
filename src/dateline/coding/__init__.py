"""One report to claims: a package or module a stage. Stages meet only in the records; `pipeline` is their order."""
