# Every Python program of the manual, run as its reader would: copied from the text that this server gives, with a key put in.
import os
import re
import subprocess
import sys
import urllib.request

# What each prints at least.
PRINTS = {
    "ask.py": r"Chart\(",
    "go_on.py": r"BarChart\(",
    "person.py": r"^Ann 31$",
    "list_models.py": r"^c1/vitrine/offline/v-20261122$",
}

text = urllib.request.urlopen(os.environ["HOST_URL"] + "/llms-full.txt").read().decode()
programs = dict(re.findall(r"^```python (\S+)\n(.*?)\n```$", text, re.M | re.S))
assert sorted(programs) == sorted(PRINTS), sorted(programs)
for name, code in programs.items():
    assert "YOUR_API_KEY" in code, name
    code = code.replace("YOUR_API_KEY", os.environ["THESYS_API_KEY"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"{name}: {done.stderr}"
    assert re.search(PRINTS[name], done.stdout, re.M), f"{name} printed {done.stdout}"
