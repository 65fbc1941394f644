// One try to send. It has arrived only if our own server says so with a return code: a café's page
// that asks to sign in answers too.

const PATIENCE = 30_000;
const REFUSALS = new Map([[404, "closed"], [409, "arrived"], [410, "closed"]]);

export async function send(address, pairs) {
  let answer, said;
  try {
    answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(pairs),
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    said = answer.ok || answer.status === 422 ? await answer.json() : {};
  } catch {
    return { state: "waiting" };
  }
  if (answer.ok && said.code) return { state: "sent", code: said.code };
  if (answer.status === 422 && said.problems) return { state: "refused", problems: said.problems };
  return { state: REFUSALS.get(answer.status) ?? "waiting" };
}
