/**
 * Key of an object's answers: the folder of the input prefix is taken off, the rest is kept under the output
 * prefix, `.out` is added. A single object therefore becomes `<output>/<its name>.out`, and a prefix that ends
 * within a name (`s3://b/in/part`) keeps names whole. AWS's own example of the rule contradicts its text
 * (API reference, TransformOutput); aws/amazon-sagemaker-examples#1049 shows the single object.
 * @param inputKey   key of the input object; starts with `inputPrefix`
 * @param outputPrefix key part of S3OutputPath, with or without a final "/"
 */
export function outputKey(inputKey: string, inputPrefix: string, outputPrefix: string): string {
  const folder = inputPrefix.slice(0, inputPrefix.lastIndexOf('/') + 1);
  const separator = outputPrefix === '' || outputPrefix.endsWith('/') ? '' : '/';
  return `${outputPrefix}${separator}${inputKey.slice(folder.length)}.out`;
}
