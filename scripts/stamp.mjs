// "Has anything changed since?": a hash over the content of files, compared with the one written down after the work.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/**
 * A hash over names and contents of files and whole folders; a path that does not exist counts as such.
 * Contents, not times: a fresh checkout of the same sources is the same.
 * @param {string} base names are taken relative to it
 * @param {string[]} paths
 */
export function hashOf(base, paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesBelow(join(base, path))).sort()) {
    const content = readFileSync(file)
    hash.update(`${relative(base, file).split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (kind?.isFile()) return [path]
  if (!kind?.isDirectory()) return []
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
}

/**
 * @param {string} file
 * @param {string} hash
 */
export function isStamped(file, hash) {
  try {
    return readFileSync(file, 'utf8') === hash
  } catch {
    return false
  }
}

/**
 * @param {string} file
 * @param {string} hash
 */
export function stamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, hash)
}
