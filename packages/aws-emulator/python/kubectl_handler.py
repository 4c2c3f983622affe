"""Runs aws-cdk-lib's own kubectl handler, unchanged, for one event of CloudFormation: outside Lambda, against any cluster.

kubectl_handler.py HANDLER LAYER WORK
  HANDLER  the handler's folder in aws-cdk-lib
  LAYER    the unpacked kubectl layer: what Lambda would put at /opt
  WORK     a folder of this event's own, with event.json and the cluster's kubeconfig in cluster.yaml

Prints {"ok": true} or {"ok": false, "error": …} as the last line; the handler's log goes to stderr.
"""

import contextlib
import json
import os
import sys
import types

handler, layer, work = (os.path.abspath(argument) for argument in sys.argv[1:4])

# Read by the handler when it is imported: where it writes the kubeconfig and the manifest.
os.environ["TEST_OUTDIR"] = work
# kubectl keeps what it learns of the API here, and must not find what an earlier event or the user's own kubectl left.
os.environ["HOME"] = work
sys.dont_write_bytecode = True  # else Python leaves its own files in node_modules

# The handler asks `aws eks update-kubeconfig` for the kubeconfig; anything else is not for it to ask.
commands = os.path.join(work, "bin")
os.mkdir(commands)
aws = os.path.join(commands, "aws")
with open(aws, "w") as script:
    script.write(
        "#!/bin/sh\n"
        '[ "$1 $2 $3 $5" = "eks update-kubeconfig --name --kubeconfig" ] || { echo "not stubbed: aws $*" >&2; exit 64; }\n'
        'cp "$HOME/cluster.yaml" "$6"\n'
    )
os.chmod(aws, 0o755)

# Its Helm part imports boto3, to sign in to a registry of charts; manifests need none of it.
sys.modules.setdefault("boto3", types.ModuleType("boto3"))
sys.path.insert(0, handler)
import index  # noqa: E402

# After the import, because that puts /opt first.
os.environ["PATH"] = os.pathsep.join([commands, os.path.join(layer, "kubectl"), os.environ["PATH"]])

with open(os.path.join(work, "event.json")) as file:
    event = json.load(file)
try:
    with contextlib.redirect_stdout(sys.stderr):
        index.handler(event, None)
    answer = {"ok": True}
except Exception as error:  # whatever it raises is its answer to CloudFormation
    answer = {"ok": False, "error": str(error)}
print(json.dumps(answer))
