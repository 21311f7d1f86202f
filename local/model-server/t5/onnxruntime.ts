import './disable-telemetry';

export { InferenceSession, Tensor } from 'onnxruntime-node';
