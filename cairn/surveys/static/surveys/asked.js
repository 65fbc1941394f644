// Which questions are asked after what was chosen so far. The server goes by the same rule again.

const picked = (block) => [...block.querySelectorAll("input:checked:not([name^='this-share.'])")].map((each) => each.value);

export function showAsked(form) {
  const chosen = new Map();
  const levels = [];
  for (const block of form.querySelectorAll("[data-key]")) {
    block.hidden = !isAsked(block.dataset, chosen, levels);
    if (block.hidden) continue;
    chosen.set(block.dataset.key, picked(block));
    if ("chooses" in block.dataset) levels.push(...picked(block));
  }
  for (const section of form.querySelectorAll("section")) {
    section.hidden = !section.querySelector("[data-key]:not([hidden])");
  }
}

function isAsked({ level, after, options }, chosen, levels) {
  if (level && levels.length && !levels.includes(level)) return false;
  if (!after) return true;
  return (chosen.get(after) ?? []).some((code) => options.split(" ").includes(code));
}
