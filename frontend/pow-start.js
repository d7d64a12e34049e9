// Loader of the proof of work's worker: calls the module range by range and tells the page how far it got.
// Messages: ["tried", share between 0 and 1], then ["found", number] or ["none"].
importScripts("/pow.js");
const ready = wasm_bindgen({ module_or_path: "/pow_bg.wasm" });
const RANGE = 5000;

onmessage = async ({ data: [salt, challenge, greatest] }) => {
  await ready;
  for (let from = 0; from <= greatest; from += RANGE) {
    const found = wasm_bindgen.search(salt, challenge, from, Math.min(from + RANGE - 1, greatest));
    if (found >= 0) {
      postMessage(["found", found]);
      return;
    }
    postMessage(["tried", from / greatest]);
  }
  postMessage(["none"]);
};
