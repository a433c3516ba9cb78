// The page: its sections, and what each tells the others.

import { workOffline } from "../offline/register.ts";
import { startWorker } from "./ask-worker.ts";
import { replace } from "./dom.ts";
import { createData } from "./sections/data.ts";
import { createModel } from "./sections/model.ts";
import { createResult } from "./sections/result.ts";
import { createTraining } from "./sections/training.ts";
import { createTrying } from "./sections/trying.ts";

const worker = startWorker();

const result = createResult();
const trying = createTrying(worker);
const model = createModel(worker, {
  onOpened: (info) => {
    result.clear();
    trying.show(info);
  },
});
const training = createTraining(worker, {
  onStarted: () => {
    data.setBusy(true);
    model.setBusy(true);
    trying.setBusy(true);
  },
  onEnded: (trained) => {
    data.setBusy(false);
    model.setBusy(false);
    trying.setBusy(false);
    if (!trained) return;
    result.show(trained);
    trying.show(trained, trained.texts);
    model.show(trained);
  },
});
const data = createData(worker, {
  settings: () => training.settings(),
  onRead: (name) => training.setReady(name),
});

replace(document.querySelector("#main")!, ...[data, training, result, trying, model].map(({ element }) => element));
void workOffline();
