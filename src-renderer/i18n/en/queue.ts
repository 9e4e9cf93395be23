export const queue = {
}
