import { AssetStaging, FileAssetPackaging, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type ObjectLocation } from '../../domain/run/s3-uri';
import { type PackedModel } from '../models/pack-model';

/**
 * A packed model, shipped with the application's assets. Not `s3_assets.Asset`: its key keeps only
 * the last extension (`<hash>.gz`), and SageMaker takes nothing but `.tar.gz` for ModelDataUrl. With
 * `.tar` at the end of the asset's hash the key is `<hash>.tar.gz`, under any synthesizer.
 */
export class ModelArtifact extends Construct {
  readonly location: ObjectLocation;

  constructor(scope: Construct, id: string, archive: PackedModel) {
    super(scope, id);
    const stack = Stack.of(this);
    const staging = new AssetStaging(this, 'Staging', {
      sourcePath: archive.path,
      // The content's hash instead of the archive's: the same on every machine.
      assetHash: archive.sha256,
    });
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      packaging: FileAssetPackaging.FILE,
      fileName: staging.relativeStagedPath(stack),
      sourceHash: `${staging.assetHash}.tar`,
      displayName: this.node.path,
    });
    this.location = { bucket: bucketName, key: objectKey };
  }
}
