// Ends in the middle of a word.
process.stdout.write('{"released":true,"published":[')
process.kill(process.pid, 'SIGKILL')
