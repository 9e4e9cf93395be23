export const app = {
}
