export { TrimScreen } from './TrimScreen'
