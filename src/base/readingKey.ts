/** The member of a job's metadata that holds what a language model made of its prompt, for the built-in service. */
export const readingKey = 'makistry_reading';
