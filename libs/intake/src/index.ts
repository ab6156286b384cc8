export { RefusedInputError, type RefusalCode } from './kernel';
export { PatterIntake, type PatterAnswer } from './patter/patter.intake';
