"""An S3 server with one bucket, on a free port; tells the port, then does what each line of its input says.

    put KEY FILE    uploads a file
    get KEY FILE    downloads an object
    list PREFIX     prints the keys, then an empty line
    fail N          answers the next N writes with 503

It ends when its input does, so it never outlives the test that started it.
"""

import logging
import shlex
import sys
import threading

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

writing = threading.Lock()
failures = 0


def server(port=0):
    moto = DomainDispatcherApplication(create_backend_app)

    def application(environ, start_response):
        global failures
        if environ["REQUEST_METHOD"] not in ("PUT", "POST"):
            return moto(environ, start_response)
        # S3 compares and writes in one step (If-None-Match); moto in two.
        with writing:
            if failures > 0:
                failures -= 1
                start_response("503 Slow Down", [("Content-Type", "application/xml")])
                return [b"<Error><Code>SlowDown</Code></Error>"]
            return moto(environ, start_response)

    return make_server("127.0.0.1", port, application, threaded=True)


def main():
    global failures
    bucket, user, secret = sys.argv[1:4]
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    listening = server()
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{listening.port}",
        region_name="us-east-1",
        aws_access_key_id=user,
        aws_secret_access_key=secret,
    )
    client.create_bucket(Bucket=bucket)
    print(listening.port, flush=True)
    for line in sys.stdin:
        match shlex.split(line):
            case ["put", key, path]:
                client.upload_file(path, bucket, key)
            case ["get", key, path]:
                client.download_file(bucket, key, path)
            case ["list", prefix]:
                pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
                for page in pages:
                    for item in page.get("Contents", []):
                        print(item["Key"])
            case ["fail", number]:
                failures = int(number)
            case other:
                sys.exit(f"no such request: {other}")
        print("", flush=True)


main()
