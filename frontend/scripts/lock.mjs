/** Takes the hosts out of package-lock.json: each package is known by its digest, and comes from whichever registry npm is set to. */
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
for (const held of Object.values(lock.packages)) delete held.resolved
writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n')
