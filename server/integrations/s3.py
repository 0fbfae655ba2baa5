"""S3: deliverables in a bucket, and takes in the same bucket with this machine's folder before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from pipeline.takes import TakeStore
from server.media.store import StorageAway, content_type

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_MISSING = ("404", "NoSuchKey", "NotFound")


class S3Bucket:
    """A bucket. Keys and secrets come the way the AWS SDK finds them: environment, profile or the machine's role.

    It travels to other processes as its name; each opens a connection of its own.
    """

    def __init__(self, name: str, endpoint_url: str | None = None, region: str | None = None) -> None:
        self.name = name
        self._endpoint_url = endpoint_url
        self._region = region
        self._client: S3Client | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_client": None}

    @property
    def client(self) -> S3Client:
        """The connection."""
        if self._client is None:
            self._client = boto3.session.Session().client(
                "s3",
                endpoint_url=self._endpoint_url,
                region_name=self._region,
                config=Config(
                    signature_version="s3v4",
                    connect_timeout=5,
                    read_timeout=20,
                    retries={"mode": "standard", "max_attempts": 3},
                ),
            )
        return self._client

    def put(self, path: Path, key: str) -> None:
        """See MediaStore.put."""
        try:
            self.client.upload_file(str(path), self.name, key, ExtraArgs={"ContentType": content_type(key)})
        except (Boto3Error, BotoCoreError, ClientError) as failure:
            raise StorageAway(f"S3 did not take {key}: {failure}") from failure

    def fetch(self, key: str, path: Path) -> bool:
        """Copy an object to a file, whole or not at all; False if there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.client.download_file(self.name, key, str(path))  # writes beside it and renames
        except ClientError as failure:
            if failure.response.get("Error", {}).get("Code") in _MISSING:
                return False
            raise StorageAway(f"S3 did not give {key}: {failure}") from failure
        except BotoCoreError as failure:
            raise StorageAway(f"S3 did not give {key}: {failure}") from failure
        return True

    def file(self, key: str) -> Path | None:  # noqa: ARG002
        """See MediaStore.file: it lies elsewhere."""
        return None

    def link(self, key: str, filename: str | None, seconds: int) -> str | None:
        """See MediaStore.link."""
        wanted = {"Bucket": self.name, "Key": key, "ResponseContentType": content_type(key)}
        if filename:
            wanted["ResponseContentDisposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
        try:
            return self.client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=seconds)
        except (BotoCoreError, ClientError) as failure:
            raise StorageAway(f"S3 gives no link to {key}: {failure}") from failure

    def delete(self, prefix: str) -> None:
        """See MediaStore.delete."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{prefix}/")
        try:
            for page in pages:
                keys = [{"Key": found["Key"]} for found in page.get("Contents", ())]
                if not keys:
                    continue
                answer = self.client.delete_objects(Bucket=self.name, Delete={"Objects": keys})  # type: ignore[typeddict-item]
                for failed in answer.get("Errors", ()):
                    raise StorageAway(f"S3 did not delete {failed.get('Key')}: {failed.get('Message')}")
        except (BotoCoreError, ClientError) as failure:
            raise StorageAway(f"S3 did not delete {prefix}: {failure}") from failure

    def check(self) -> str:
        """See MediaStore.check."""
        try:
            self.client.head_bucket(Bucket=self.name)
        except (BotoCoreError, ClientError) as failure:
            raise StorageAway(f"the bucket {self.name} does not answer: {failure}") from failure
        return f"bucket {self.name}"


class S3Takes(TakeStore):
    """Takes in a bucket, seen through a folder of this machine. A take's sidecar goes up, and comes down, last."""

    def __init__(self, folder: Path, bucket: S3Bucket, prefix: str) -> None:
        super().__init__(folder)
        self._bucket = bucket
        self._prefix = prefix

    def _fetch(self, key: str, suffix: str) -> None:
        path, sidecar = self._places(key, suffix)
        if self._bucket.fetch(f"{self._prefix}/{key}{suffix}", path):
            self._bucket.fetch(f"{self._prefix}/{key}.json", sidecar)

    def _keep(self, key: str, suffix: str, path: Path, sidecar: Path) -> None:
        self._bucket.put(path, f"{self._prefix}/{key}{suffix}")
        self._bucket.put(sidecar, f"{self._prefix}/{key}.json")
