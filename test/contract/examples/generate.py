"""Text to CAD with Python's standard library: python3 generate.py "Box 40 x 20 x 10 mm" box.step

MAKISTRY_BASE_URL and MAKISTRY_API_KEY say where and with which key.
"""
import json
import os
import sys
import time
import urllib.request
import uuid

BASE_URL = os.environ.get("MAKISTRY_BASE_URL", "https://api.makistry.ai/v1")
HEADERS = {"Authorization": "Bearer " + os.environ["MAKISTRY_API_KEY"]}


def request(address, body=None):
    """Returns the answer's JSON; raises urllib.error.HTTPError for an answer that isn't 2xx."""
    headers = dict(HEADERS)
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        headers["Idempotency-Key"] = str(uuid.uuid4())
        data = json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(BASE_URL + address, data, headers)) as answer:
        return json.load(answer)


def main():
    prompt, file = sys.argv[1:]
    job_id = request("/text-to-cad", {"prompt": prompt, "output_format": "STEP"})["job_id"]

    start = time.monotonic()
    while True:
        # Every 5 s for the first 30 s, then every 15 s.
        time.sleep(5 if time.monotonic() - start < 30 else 15)
        job = request("/jobs/" + job_id)
        if job["status"] == "success":
            break
        if job["status"] == "failed":
            sys.exit(job["error_code"] + ": " + job["error_message"])

    # The address is signed: the storage must not be sent the key.
    with urllib.request.urlopen(job["download_url"]) as answer, open(file, "wb") as output:
        output.write(answer.read())
    print(job_id)


main()
