import { loadClassifier, selectBackend } from "@newsclf/classifier/node";

export async function GET(request) {
  const { engine } = await selectBackend("auto");
  const classifier = await loadClassifier("public/model");
  const answer = await classifier.classify(new URL(request.url).searchParams.get("text"));
  return Response.json({ engine, answer });
}
