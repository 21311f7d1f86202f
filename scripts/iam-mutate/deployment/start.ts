import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { App } from 'aws-cdk-lib';
import { loadConfig } from '../../../lib/config/load-config';
import { embeddedImages } from '../../../local/embedded-images';
import { startEmbeddedAws } from '../../../local/embedded-aws';
import { type ContainerImages } from '../../../local/sagemaker/container-images';
import { resolveEndpointModel } from '../../../domain/jumpstart/resolve-endpoint-model';
import { type Application, connectTo, withEchoModel } from '../../runbook/application';
import { addElsewhere, ELSEWHERE_STACK, JUMP_START } from './elsewhere';
import { everyRightApp, OWN_IMAGE, VERSION_2, withEveryRight } from './every-right';

/** The application with every right that it can have, in an embedded AWS of its own. */
export async function startEveryRight(root: string, folder: string): Promise<Application> {
  const aws = await startEmbeddedAws({ dataDir: join(folder, 'data'), images });
  try {
    const before = new App({ outdir: join(folder, 'elsewhere.out'), analyticsReporting: false });
    addElsewhere(before);
    before.synth();
    const { [ELSEWHERE_STACK]: found = {} } = await aws.deployAssembly(before.outdir);
    const local = loadConfig({ directory: join(root, 'config'), name: 'local' });
    const config = withEveryRight(
      { ...withEchoModel(local), presets: local.presets },
      {
        encryptionKeyArn: found.EncryptionKeyArn ?? '',
        articlesKeyArn: found.ArticlesKeyArn ?? '',
        boundaryArn: found.BoundaryArn ?? '',
      },
    );
    const { outdir } = await everyRightApp(config, {
      root,
      outdir: join(folder, 'cdk.out'),
      bundles: true,
    });
    const stacks = await aws.deployAssembly(outdir);
    const application = connectTo(aws, stacks[`${config.stackPrefix}-Pipeline`] ?? {});
    await putJumpStartModel(application);
    return application;
  } catch (error) {
    await aws.close();
    throw error;
  }
}

/** Images of registries are not here: what speaks the same contract stands for them. */
const images: ContainerImages = (uri) => {
  if (uri.startsWith(`${OWN_IMAGE}:`)) return embeddedImages('embedded/echo:1');
  if (uri.includes('/huggingface-pytorch-tgi-inference:'))
    return embeddedImages('embedded/echo-tgi:1');
  return embeddedImages(uri);
};

/** One file below the prefix where JumpStart keeps the weights. */
async function putJumpStartModel({ s3, aws }: Application): Promise<void> {
  const { modelDataPrefix } = resolveEndpointModel({
    ...VERSION_2.model.jumpStart,
    region: aws.region,
    instanceType: VERSION_2.instanceType,
  });
  const Key = `${modelDataPrefix.slice(`s3://${JUMP_START}/`.length)}config.json`;
  await s3.send(new PutObjectCommand({ Bucket: JUMP_START, Key, Body: '{}' }));
}
