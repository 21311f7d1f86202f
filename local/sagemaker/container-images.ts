/** What `docker run IMAGE serve` would start. */
export interface ContainerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** The image's own ENV; the model's and the job's environment come over it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The command behind an image URI; undefined if there is no such image here. */
export type ContainerImages = (imageUri: string) => ContainerCommand | undefined;
