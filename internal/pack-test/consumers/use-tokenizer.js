import { buildTokenizer } from "@newsclf/tokenizer";

const tokenizer = buildTokenizer(["El gato duerme", "El perro come"]);
const { tokenIds, offsets } = tokenizer.encodeBatch(["El gato", "El ratón"]);

console.log(
  JSON.stringify({
    one: tokenizer.encode("¡El gato come pescado!"),
    many: { tokenIds: [...tokenIds], offsets: [...offsets] },
  }),
);
