/** asl-validator 4.0.0 ships no types; this is what of it is used here. */
declare module 'asl-validator' {
  interface ValidationResult {
    readonly isValid: boolean;
    /** One line an error: `CODE: message`. */
    errorsText(separator?: string): string;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }
  /** Checks a definition against the Amazon States Language. Adds `QueryLanguage` to each state of its argument. */
  function validate(definition: object): ValidationResult;
  export = validate;
}
