"use client";

import { useEffect } from "react";
import { work } from "../../work.js";

export default function Page() {
  useEffect(() => {
    work();
  }, []);
  return <p>At work.</p>;
}
