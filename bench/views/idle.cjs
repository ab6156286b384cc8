/** A process whose main loop has nothing to do but to say how late it was. `node -r loop-probe.cjs idle.cjs` */
process.channel.ref();
