/** Takes some surfaces in each theme. */
export type InThemes = (surfaces: (take: Take) => Promise<void>) => Promise<void>;
/** Takes a picture of what is seen now. @param name of the file, without its ending */
export type Take = (name: string) => Promise<void>;
