"""De toekenningen van guardian, met een echte foreign key naar het object."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from .livc import Livc


class LivcUserObjectPermission(UserObjectPermissionBase):
    """Iemand heeft een rol in een LIVC; de datums staan in Lidmaatschap."""

    content_object = models.ForeignKey(Livc, models.CASCADE)


class CasusUserObjectPermission(UserObjectPermissionBase):
    """Iemand heeft een recht op één casus; gegeven en genomen door `toegang.toekenningen`, nergens anders."""

    content_object = models.ForeignKey("casus.Casus", models.CASCADE)
