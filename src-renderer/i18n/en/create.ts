export const create = {
}
