export const trim = {
}
