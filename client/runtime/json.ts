// What can be written as JSON.

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined }

export type JsonObject = Readonly<Record<string, Json | undefined>>
