"""Debian's boto3 1.26 against the embedded S3: `s3_boto3.py ENDPOINT`. Fails by an assertion."""

import hashlib
import io
import os
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

MIB = 1024 * 1024
BUCKET = "boto-bucket"
AWKWARD = "with space/ünï+cödé & 日本 😀.txt"


def client(**config):
    return boto3.session.Session().client(
        "s3", endpoint_url=sys.argv[1], region_name="us-east-1", config=Config(**config)
    )


s3 = client(signature_version="s3v4")
s3.create_bucket(Bucket=BUCKET)


def body(key, **more):
    return s3.get_object(Bucket=BUCKET, Key=key, **more)["Body"].read()


def refused(code, call, **arguments):
    try:
        call(Bucket=BUCKET, **arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"not refused with {code}")


def checksums():
    for algorithm in ("CRC32", "CRC32C", "SHA1", "SHA256"):
        # A stream is sent as aws-chunked with a trailer, bytes with a header.
        for name, data in (("bytes", b"data"), ("stream", io.BytesIO(b"data"))):
            key = f"checksum/{algorithm}/{name}"
            put = s3.put_object(Bucket=BUCKET, Key=key, Body=data, ChecksumAlgorithm=algorithm)
            assert put[f"Checksum{algorithm}"]
            assert body(key, ChecksumMode="ENABLED") == b"data"
    refused("BadDigest", s3.put_object, Key="bad", Body=b"x", ChecksumSHA256="A" * 43 + "=")


def multipart():
    data = os.urandom(11 * MIB)
    config = TransferConfig(multipart_threshold=5 * MIB, multipart_chunksize=5 * MIB)
    for algorithm in (None, "SHA256", "CRC32"):
        extra = {"ChecksumAlgorithm": algorithm} if algorithm else {}
        s3.upload_fileobj(io.BytesIO(data), BUCKET, "large", ExtraArgs=extra, Config=config)
        back = io.BytesIO()
        s3.download_fileobj(BUCKET, "large", back, Config=config)
        assert hashlib.sha256(back.getvalue()).digest() == hashlib.sha256(data).digest()
    assert body("large", Range="bytes=-7") == data[-7:]
    refused("InvalidRange", s3.get_object, Key="large", Range="bytes=99999999-")


def keys_and_pages():
    s3.put_object(Bucket=BUCKET, Key=AWKWARD, Body=b"awkward", Metadata={"name": "value"})
    assert body(AWKWARD) == b"awkward"
    with ThreadPoolExecutor(32) as pool:
        put = lambda at: s3.put_object(Bucket=BUCKET, Key=f"page/{at:04}", Body=b"")
        list(pool.map(put, range(1100)))
    pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="page/"))
    assert [page["KeyCount"] for page in pages] == [1000, 100]
    found = [entry["Key"] for page in pages for entry in page["Contents"]]
    assert found == [f"page/{at:04}" for at in range(1100)]
    for start in (0, 1000):
        objects = [{"Key": key} for key in found[start : start + 1000]]
        answer = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": objects})
        assert len(answer["Deleted"]) == len(objects)
    assert "Contents" not in s3.list_objects_v2(Bucket=BUCKET, Prefix="page/")


def conditions():
    def create_only(request, **_):
        request.headers["If-None-Match"] = "*"

    # boto3 1.26 has no parameter for it.
    conditional = client(signature_version="s3v4")
    conditional.meta.events.register("before-sign.s3.PutObject", create_only)
    conditional.put_object(Bucket=BUCKET, Key="once", Body=b"first")
    refused("PreconditionFailed", conditional.put_object, Key="once", Body=b"second")
    assert body("once") == b"first"
    etag = s3.head_object(Bucket=BUCKET, Key="once")["ETag"]
    refused("304", s3.get_object, Key="once", IfNoneMatch=etag)


def presigned():
    # Version 2 is what boto3 1.26 signs links with unless it is told otherwise.
    for signer in (s3, client(signature_version="s3")):
        url = signer.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": AWKWARD})
        assert urllib.request.urlopen(url).read() == b"awkward"


def versions():
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=BUCKET, Key="v", Body=b"1")["VersionId"]
    s3.put_object(Bucket=BUCKET, Key="v", Body=b"2")
    assert s3.delete_object(Bucket=BUCKET, Key="v")["DeleteMarker"]
    assert body("v", VersionId=first) == b"1"
    refused("NoSuchKey", s3.get_object, Key="v")
    # As people empty a bucket with versions.
    bucket = boto3.resource("s3", endpoint_url=sys.argv[1], region_name="us-east-1").Bucket(BUCKET)
    bucket.object_versions.delete()
    bucket.delete()


def clients_at_once():
    def round_trip(at):
        own = client(signature_version="s3v4")
        data = os.urandom(64 * 1024)
        own.put_object(Bucket=BUCKET, Key=f"client/{at}", Body=data)
        return own.get_object(Bucket=BUCKET, Key=f"client/{at}")["Body"].read() == data

    # Building a client takes boto3 longer than the call; 20 threads keep as many calls under way.
    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(round_trip, range(20)))


for check in (checksums, multipart, keys_and_pages, conditions, presigned, clients_at_once, versions):
    check()
