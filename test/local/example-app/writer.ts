import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

interface Request {
  readonly text?: string;
  readonly environment?: boolean;
}

class NoText extends Error {
  override readonly name = 'NoText';
}

const s3 = new S3Client({});

/** Writes the text in capitals, or the names of the environment's variables, under `out/`. */
export async function handler({ text, environment }: Request): Promise<{ key: string }> {
  if (text === undefined) throw new NoText('The request has no text');
  const key = `out/${text}`;
  const Body = environment ? JSON.stringify(Object.keys(process.env).sort()) : text.toUpperCase();
  await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: key, Body }));
  return { key };
}
