export { openDatabase, type Database, type SqlValue } from './database'
export { lockProfile } from './lock'
export { migrate } from './migrate'
export { profilePaths, type ProfilePaths } from './profile'
