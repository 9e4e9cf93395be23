// Imported first by every script, so that an old Node ends in a sentence and not in a syntax error further down.
const least = { major: 20, minor: 19 }
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < least.major || (major === least.major && minor < least.minor)) {
  process.stderr.write(`Doitong Studio needs Node ${least.major}.${least.minor} or later; this is ${process.versions.node}.\n`)
  process.exit(1)
}
