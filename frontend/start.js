// Starts the client and speaks for it until it is there: the language of the shell, and what to do when nothing comes.
const LIMIT = 15000;
const root = document.documentElement;
const languages = ["kk", "ru", "en"];
const stored = () => {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
};
const speak = (language) => {
  if (!languages.includes(language)) return;
  root.lang = language;
  try {
    localStorage.setItem("language", language);
  } catch {
    // A browser that keeps nothing shows Kazakh next time.
  }
};
const chosen = new URLSearchParams(location.search).get("language");
if (chosen) {
  speak(chosen);
  history.replaceState(history.state, "", location.pathname + location.hash);
} else {
  const language = stored();
  if (languages.includes(language)) root.lang = language;
}

// The link of a message carries its token behind «#»: what is pressed before the client is there must not lose it.
for (const link of document.querySelectorAll("#shell .languages a")) link.hash = location.hash;
for (const link of document.querySelectorAll('#shell a[href=""]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
}

const failed = () => {
  const shell = document.getElementById("shell");
  if (!shell) return;
  shell.querySelector(".shell-loading").hidden = true;
  shell.querySelector(".shell-failed").hidden = false;
};
addEventListener("client-failed", failed);
setTimeout(failed, LIMIT);

const url = (selector) => document.querySelector(selector).href;
try {
  const { default: init } = await import(url("link[rel=modulepreload]"));
  await init({ module_or_path: url("link[rel=preload][as=fetch]") });
} catch (error) {
  console.error(error);
  failed();
}
