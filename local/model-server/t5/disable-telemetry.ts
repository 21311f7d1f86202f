/**
 * Must be imported before onnxruntime-node. From 1.29 on, its official Linux and macOS builds send usage data to
 * Microsoft and keep a device id under `~/.cache`, unless this is set when they are initialized
 * (https://github.com/microsoft/onnxruntime/pull/27379).
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
