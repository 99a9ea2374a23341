/* ui/widgets/image-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/image-view.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "ui/models/format.h"

/**
 * LensImageView:
 *
 * Bytes as the image that they are. It meets a limit of its size before it is decoded, in a worker.
 */
struct _LensImageView
{
  AdwBin         parent_instance;

  GBytes        *bytes;
  GCancellable  *cancellable;

  /* template children */
  GtkStack      *stack;
  GtkPicture    *picture;
  GtkLabel      *caption;
  AdwStatusPage *broken;
};

enum {
  PROP_0,
  PROP_BYTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensImageView, lens_image_view, ADW_TYPE_BIN)

/* Pixels of the longer side of a drawing, which has no size of its own. */
#define DRAWING_SIZE 2000

static void
size_cb (GdkPixbufLoader *loader,
         int              width,
         int              height,
         gpointer         unused)
{
  double scale = MIN (1.0, (double) DRAWING_SIZE / MAX (MAX (width, height), 1));

  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
}

/* What GTK cannot read itself, by the modules that are installed. */
static GdkTexture *
load_with_module (GBytes  *bytes,
                  GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;

  if (lens_media_recognize (bytes) == LENS_MEDIA_SVG)
    g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), NULL);
  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, PYRO_ERROR, PYRO_ERROR_VALUE, _("There is no picture in it"));
      return NULL;
    }

  return gdk_texture_new_for_pixbuf (pixbuf);
}

static void
decode_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GBytes *bytes = task_data;
  LensMediaKind kind = lens_media_recognize (bytes);
  GError *error = NULL;
  GdkTexture *texture = NULL;

  if (lens_media_check_image (bytes, &error))
    texture = kind == LENS_MEDIA_PNG || kind == LENS_MEDIA_JPEG ? gdk_texture_new_from_bytes (bytes, &error)
                                                              : load_with_module (bytes, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
show_texture (LensImageView *self,
              GdkTexture    *texture)
{
  g_autofree char *kind = g_ascii_strup (lens_media_get_extension (lens_media_recognize (self->bytes)), -1);
  g_autofree char *size = lens_format_size (g_bytes_get_size (self->bytes));
  g_autofree char *caption = NULL;

  /* Translators: a kind of file such as PNG, width and height in pixels, a size in bytes */
  caption = g_strdup_printf (_("%s · %d × %d · %s"), kind, gdk_texture_get_width (texture),
                             gdk_texture_get_height (texture), size);
  gtk_label_set_text (self->caption, caption);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (self->picture, caption);
  gtk_stack_set_visible_child_name (self->stack, "image");
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(LensImageView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture != NULL)
    {
      show_texture (self, texture);
      return;
    }

  sentence = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->broken, sentence);
  gtk_stack_set_visible_child_name (self->stack, "broken");
}

static void
lens_image_view_stop (LensImageView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
lens_image_view_show (LensImageView *self)
{
  g_autoptr(GTask) task = NULL;

  lens_image_view_stop (self);
  gtk_picture_set_paintable (self->picture, NULL);
  if (self->bytes == NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, decoded_cb, g_object_ref (self));
  g_task_set_source_tag (task, lens_image_view_show);
  g_task_set_task_data (task, g_bytes_ref (self->bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

static void
lens_image_view_dispose (GObject *object)
{
  lens_image_view_stop (LENS_IMAGE_VIEW (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), LENS_TYPE_IMAGE_VIEW);

  G_OBJECT_CLASS (lens_image_view_parent_class)->dispose (object);
}

static void
lens_image_view_finalize (GObject *object)
{
  LensImageView *self = LENS_IMAGE_VIEW (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (lens_image_view_parent_class)->finalize (object);
}

static void
lens_image_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LensImageView *self = LENS_IMAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      g_value_set_boxed (value, self->bytes);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_image_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LensImageView *self = LENS_IMAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_BYTES:
      lens_image_view_set_bytes (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_image_view_class_init (LensImageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lens_image_view_dispose;
  object_class->finalize = lens_image_view_finalize;
  object_class->get_property = lens_image_view_get_property;
  object_class->set_property = lens_image_view_set_property;

  /**
   * LensImageView:bytes: (nullable)
   *
   * What is shown.
   */
  properties[PROP_BYTES] =
    g_param_spec_boxed ("bytes", NULL, NULL,
                        G_TYPE_BYTES,
                        (G_PARAM_READWRITE |
                         G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/pyrolens/Pyrolens/image-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LensImageView, stack);
  gtk_widget_class_bind_template_child (widget_class, LensImageView, picture);
  gtk_widget_class_bind_template_child (widget_class, LensImageView, caption);
  gtk_widget_class_bind_template_child (widget_class, LensImageView, broken);
}

static void
lens_image_view_init (LensImageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GBytes *
lens_image_view_get_bytes (LensImageView *self)
{
  g_return_val_if_fail (LENS_IS_IMAGE_VIEW (self), NULL);

  return self->bytes;
}

void
lens_image_view_set_bytes (LensImageView *self,
                           GBytes        *bytes)
{
  g_return_if_fail (LENS_IS_IMAGE_VIEW (self));

  if (self->bytes == bytes)
    return;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  lens_image_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES]);
}
