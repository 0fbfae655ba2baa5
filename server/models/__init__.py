"""One table a file."""

from server.models.ai_job import AIJob
from server.models.api_key import ApiKey
from server.models.audit_entry import AuditEntry
from server.models.base import Record
from server.models.credit_transaction import CreditTransaction
from server.models.identity import Identity
from server.models.job_step import JobStep
from server.models.login import Login
from server.models.mail import Mail
from server.models.media_rubbish import MediaRubbish
from server.models.payment import Payment
from server.models.project import Project
from server.models.project_version import ProjectVersion
from server.models.script_review import ScriptReview
from server.models.share_link import ShareLink
from server.models.upload import Upload
from server.models.user import User
from server.models.webhook import Webhook
from server.models.webhook_delivery import WebhookDelivery

__all__ = [
    "AIJob",
    "ApiKey",
    "AuditEntry",
    "CreditTransaction",
    "Identity",
    "JobStep",
    "Login",
    "Mail",
    "MediaRubbish",
    "Payment",
    "Project",
    "ProjectVersion",
    "Record",
    "ScriptReview",
    "ShareLink",
    "Upload",
    "User",
    "Webhook",
    "WebhookDelivery",
]
