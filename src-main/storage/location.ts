import { statfs } from 'node:fs/promises'
import { resolve, sep } from 'node:path'

/** Where a profile lies. A write-ahead log needs memory that all its readers share, and that no network file system gives. */
export type ProfileLocation = 'local' | 'network' | 'synced'

/** `statfs` types of Linux: NFS, SMB (three), FUSE, 9P, AFS, Coda, Ceph, VirtualBox and VMware folders, Lustre, GFS2, OCFS2. */
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x5346414f, 0x73757245, 0x00c36400, 0x786f4256, 0xbacbacbc, 0x0bd00bd0,
  0x01161970, 0x7461636f,
])

/** Folders that a program copies elsewhere, file by file and at its own time. */
const syncedNames = /^(OneDrive( - .+)?|Dropbox( \(.+\))?|Google Drive|GoogleDrive(-.+)?|iCloud ?Drive|Mobile Documents|Nextcloud|pCloud ?Drive|MEGA)$/i

export async function profileLocation(folder: string): Promise<ProfileLocation> {
  const path = resolve(folder)
  const type = process.platform === 'linux' ? await statfs(path).then((found) => found.type >>> 0, () => 0) : 0
  if (isNetworkType(type) || isNetworkPath(path)) return 'network'
  return isSyncedPath(path) ? 'synced' : 'local'
}

/** Pure. Of Linux only: other systems number theirs as they like. */
export function isNetworkType(type: number): boolean {
  return networkTypes.has(type >>> 0)
}

/** Pure: `\\server\share`, but not `\\?\C:\` nor `\\.\`. */
export function isNetworkPath(path: string): boolean {
  return /^(\\\\|\/\/)([^\\/?.][^\\/]*[\\/]|\?\\UNC\\)/i.test(path)
}

/** Pure. */
export function isSyncedPath(path: string, separator: string = sep): boolean {
  return path.split(separator).some((part) => syncedNames.test(part))
}
