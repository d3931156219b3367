"""Every format that incidents and claims can be exported in, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dateline.export.acled import ACLED
from dateline.export.followthemoney import FTM
from dateline.export.format import Format
from dateline.export.geojson import GEOJSON
from dateline.export.incidents import CLAIMS, INCIDENTS
from dateline.export.parquet import GEOPARQUET, PARQUET
from dateline.export.plover import PLOVER
from dateline.export.polecat import POLECAT
from dateline.export.timemap import TIMEMAP
from dateline.export.ucdp import UCDP

FORMATS: Final[Mapping[str, Format]] = {
    f.name: f for f in (INCIDENTS, CLAIMS, ACLED, UCDP, PLOVER, POLECAT, GEOJSON, GEOPARQUET, PARQUET, FTM, TIMEMAP)
}
