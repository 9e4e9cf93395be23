/** A, B, C, D: what the compared ones are called, whatever their titles. */
export const letterOf = (index: number) => 'ABCD'[index] ?? ''
