#!/bin/sh
# Fails when a change of the code breaks recorded histories. Run it in the project's folder.
# BASE is the version that the change is compared with.
yieldscope check --yes --against "${BASE:-origin/main}" --redact \
  --format junit --output histories.xml
status=$?
[ $status -eq 0 ] || yieldscope check --yes --redact --format html --output histories.html
exit $status
