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
from server.models.project import Project
from server.models.script_review import ScriptReview
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
    "Project",
    "Record",
    "ScriptReview",
    "User",
    "Webhook",
    "WebhookDelivery",
]
