/** What `AWS::Lambda::Function` says about a function, less its code. */
export interface FunctionConfig {
  readonly functionName: string;
  readonly roleArn: string;
  /** `nodejs20.x`, `nodejs22.x`, ...: recorded; the code runs on this process's own Node. */
  readonly runtime: string;
  /** `path/file.export`. */
  readonly handler: string;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  /** 128 to 10240. */
  readonly memoryMb: number;
  /** `Environment.Variables` of the template. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly description: string;
  /** Queue of `DeadLetterConfig`: takes events whose asynchronous invocations failed. */
  readonly deadLetterArn?: string | undefined;
}

/** Where a function's code comes from: an object in S3, or the text of a template's `ZipFile`. */
export type CodeSource =
  | { readonly bucket: string; readonly key: string; readonly versionId?: string | undefined }
  | { readonly inlineSource: string };
