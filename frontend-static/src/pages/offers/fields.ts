/** What is wrong at one field of a form. */
export interface FieldError {
  /** the id of the field's input */
  id: string
  text: string
}

export function errorAt(errors: FieldError[], id: string): string | undefined {
  return errors.find((e) => e.id === id)?.text
}
