// Loader of the verifier's worker: reads the chosen file, fetches the trusted certificates and judges. The file stays here.
// Message: the file. Answers: ["judged", finding, reasons] with, of a receipt that holds, the signature's particulars and the
// document as a blob; or ["failed"].
importScripts("/verify.js");
const ready = wasm_bindgen({ module_or_path: "/verify_bg.wasm" });

const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

onmessage = async ({ data: file }) => {
  try {
    const [anchors] = await Promise.all([fetched("/api/trust-anchors"), ready]);
    const bytes = file.size > wasm_bindgen.largest() ? new ArrayBuffer(0) : await file.arrayBuffer();
    const [finding, reasons, signed, document] = wasm_bindgen.verify(new Uint8Array(bytes), anchors);
    postMessage(["judged", finding, reasons, signed, document && new Blob([document], { type: "application/pdf" })]);
  } catch (error) {
    console.warn(error);
    postMessage(["failed"]);
  }
};
