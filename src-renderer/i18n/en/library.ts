export const library = {
}
