// Never answers.
setInterval(() => undefined, 1_000)
