export { openDownloads, type Downloads, type Fetched, type FetchRequest } from './downloads'
