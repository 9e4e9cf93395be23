export { openDownloads, type Downloads, type Fetched } from './downloads'
