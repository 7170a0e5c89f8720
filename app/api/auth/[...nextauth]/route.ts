import NextAuth from "next-auth";
import { authOptions } from "@/lib/web/auth-options";

const answer = async (request: Request, context: RouteContext<"/api/auth/[...nextauth]">) =>
  NextAuth(request as never, { params: await context.params } as never, authOptions());

export { answer as GET, answer as POST };
